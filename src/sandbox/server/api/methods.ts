import type { Method } from './method.ts';
import { agentsSessionsRename } from './methods/agents-sessions-rename.ts';
import { agentsSessionsSetStatus } from './methods/agents-sessions-set-status.ts';
import { apiTest } from './methods/api-test.ts';
import { appsConnectionsOpen } from './methods/apps-connections-open.ts';
import { assistantThreadsSetStatus } from './methods/assistant-threads-set-status.ts';
import { assistantThreadsSetSuggestedPrompts } from './methods/assistant-threads-set-suggested-prompts.ts';
import { authRevoke } from './methods/auth-revoke.ts';
import { authTest } from './methods/auth-test.ts';
import { bookmarksAdd } from './methods/bookmarks-add.ts';
import { chatAppendStream } from './methods/chat-append-stream.ts';
import { chatDelete } from './methods/chat-delete.ts';
import { chatGetPermalink } from './methods/chat-get-permalink.ts';
import { chatPostEphemeral } from './methods/chat-post-ephemeral.ts';
import { chatPostMessage } from './methods/chat-post-message.ts';
import { chatStartStream } from './methods/chat-start-stream.ts';
import { chatStopStream } from './methods/chat-stop-stream.ts';
import { chatUpdate } from './methods/chat-update.ts';
import { conversationsHistory } from './methods/conversations-history.ts';
import { conversationsInfo } from './methods/conversations-info.ts';
import { conversationsJoin } from './methods/conversations-join.ts';
import { conversationsList } from './methods/conversations-list.ts';
import { conversationsMembers } from './methods/conversations-members.ts';
import { conversationsOpen } from './methods/conversations-open.ts';
import { conversationsReplies } from './methods/conversations-replies.ts';
import { filesCompleteUploadExternal } from './methods/files-complete-upload-external.ts';
import { filesDelete } from './methods/files-delete.ts';
import { filesGetUploadUrlExternal } from './methods/files-get-upload-url-external.ts';
import { filesInfo } from './methods/files-info.ts';
import { reactionsAdd } from './methods/reactions-add.ts';
import { usersConversations } from './methods/users-conversations.ts';
import { usersInfo } from './methods/users-info.ts';
import { usersList } from './methods/users-list.ts';
import { viewsOpen } from './methods/views-open.ts';
import { viewsPublish } from './methods/views-publish.ts';
import { viewsPush } from './methods/views-push.ts';
import { viewsUpdate } from './methods/views-update.ts';

const all: readonly Method[] = [
  agentsSessionsRename,
  agentsSessionsSetStatus,
  apiTest,
  appsConnectionsOpen,
  assistantThreadsSetStatus,
  assistantThreadsSetSuggestedPrompts,
  authRevoke,
  authTest,
  bookmarksAdd,
  chatAppendStream,
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatStartStream,
  chatStopStream,
  chatUpdate,
  conversationsHistory,
  conversationsInfo,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsReplies,
  filesCompleteUploadExternal,
  filesDelete,
  filesGetUploadUrlExternal,
  filesInfo,
  reactionsAdd,
  usersConversations,
  usersInfo,
  usersList,
  viewsOpen,
  viewsPublish,
  viewsPush,
  viewsUpdate,
];

/** Every method of the Web API that the sandbox has, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(all.map((method) => [method.name, method]));
