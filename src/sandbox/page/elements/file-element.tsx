import type { ElementProps } from './element-props.ts';

/** Files in a modal are not carried to the app: the sandbox says so instead of pretending. */
export function FileElement({ field }: ElementProps) {
  return (
    <p className="unsupported" id={field?.id}>
      The sandbox takes no files here. Attach one to a message instead.
    </p>
  );
}
