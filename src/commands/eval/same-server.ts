/** Whether two base addresses are one server's; a slash at the end makes no difference. */
export const isSameServer = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (address: string): string => address.replace(/\/+$/, '');
