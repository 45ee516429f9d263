import { BREAKER, withBreaker } from './breaker.ts';
import type { ChatClient } from './chat.ts';
import { createChatClient } from './chat-client.ts';

/**
 * The way to a model.
 * @param options.between stands between whoever asks and the model, such as a recorder
 * @param options.onBreak given where a server that fails is to be left alone for a while; told whether it is
 */
export function createChat(
  llm: Parameters<typeof createChatClient>[0],
  {
    between = (chat) => chat,
    onBreak,
  }: {
    between?: ((chat: ChatClient) => ChatClient) | undefined;
    onBreak?: ((state: string) => void) | undefined;
  },
): ChatClient {
  const client = between(createChatClient(llm));
  return onBreak ? withBreaker(client, { ...BREAKER, onChange: onBreak }) : client;
}
