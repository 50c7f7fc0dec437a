/** What all figures beside a stage share: a pane's width, room for a title above and for the last transition's reason below. */
export const PLATE = { width: 528, height: 622, top: 46, why: 547 } as const;
