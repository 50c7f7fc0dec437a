/** How many, in figures and words: "1 byte", "5 bytes"; `many` where the plural is not made with an s: "2 copies". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
