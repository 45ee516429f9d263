import type { Rendered } from '../../blocks/verdict-message.ts';
import type { Lists } from './lists.ts';
export const guideOn = (topic: string, _: Lists): Rendered => ({ text: topic, blocks: [] });
