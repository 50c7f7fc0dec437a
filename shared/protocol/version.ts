/** Raised when a message of browser.ts changes its meaning; the page reloads itself when the server speaks another one. */
export const PROTOCOL_VERSION = 1;
