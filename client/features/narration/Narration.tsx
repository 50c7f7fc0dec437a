import './narration.css';

/** One plain sentence: what is waited for right now. Read out when it changes. */
export const Narration = () => <p className="narration" aria-live="polite" data-narration />;
