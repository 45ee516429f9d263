/** Whether a conversation is one between a person and us; Slack's ids of those begin so. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
