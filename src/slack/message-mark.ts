/** Marks our messages, so that a post whose answer was lost can be found again. */
export const METADATA_TYPE = 'tune_or_not_message';
