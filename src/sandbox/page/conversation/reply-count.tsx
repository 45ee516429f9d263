/** The line between the first message of a thread and its replies. */
export function ReplyCount({ count }: { count: number }) {
  return (
    <div className="reply-count">
      <span>{count === 1 ? '1 reply' : `${count} replies`}</span>
    </div>
  );
}
