import type { ElementProps } from './element-props.ts';

/** Says that an element is one the sandbox does not have. */
export function Unsupported({ element }: ElementProps) {
  return <p className="unsupported">The sandbox has no “{String(element.type)}”.</p>;
}
