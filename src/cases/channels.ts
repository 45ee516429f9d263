/** What cases need to know of the channels they are in. */
export interface Channels {
  /** Whether threads of this channel may be read without a mention. */
  follows(workspace: string, channel: string): Promise<boolean>;
  /** Whether another organisation is in it; undefined where that cannot be known now. */
  isShared(workspace: string, channel: string): Promise<boolean | undefined>;
}
