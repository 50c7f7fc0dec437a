type Click = Pick<MouseEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Whether a click on a link is meant for this tab; with a modifier the browser opens another tab or window, or saves the page. */
export const isForTab = ({ altKey, ctrlKey, metaKey, shiftKey }: Click): boolean =>
  !altKey && !ctrlKey && !metaKey && !shiftKey;
