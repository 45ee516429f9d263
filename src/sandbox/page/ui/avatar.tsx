/** A person's picture; the sandbox draws it. */
export function Avatar({ id, size }: { id: string; size: number }) {
  return <img className="avatar" src={`/sandbox/avatars/${id}.svg`} alt="" width={size} height={size} />;
}
