/** Opens the form in which something is forgotten; the value is the case, or none for everything of one's own. */
export const FORGET_ACTION = 'forget_case';
