import type { z } from 'zod';

/**
 * @param pointer where the checked value stands in the request, such as `/blocks`
 * @returns what is wrong in the manner of Slack: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`
 */
export function slackMessages(error: z.ZodError, pointer: string): string[] {
  return error.issues.flatMap((issue) => describe(issue, pointer));
}

function describe(issue: z.core.$ZodIssue, pointer: string): string[] {
  const at = `${pointer}${issue.path.map((part) => `/${String(part)}`).join('')}`;
  const message = (text: string, where = at) => [`${text} [json-pointer:${where}]`];
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? message(`missing required field: ${String(issue.path.at(-1))}`, parentOf(at))
        : message(`must be a valid ${issue.expected}`);
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => message(`invalid additional property: ${key}`));
    case 'invalid_union':
      return issue.discriminator === 'type' && issue.path.at(-1) === 'type'
        ? message('unsupported type')
        : message('failed to match all allowed schemas');
    case 'invalid_value':
      return message(`must be one of ${issue.values.map(String).join(', ')}`);
    case 'too_big':
      return message(
        limitText(issue.origin, `less than ${Number(issue.maximum) + 1}`, `no more than ${issue.maximum}`),
      );
    case 'too_small':
      return message(
        limitText(issue.origin, `more than ${Number(issue.minimum) - 1}`, `no less than ${issue.minimum}`),
      );
    default:
      return message(issue.message);
  }
}

function limitText(origin: string, characters: string, items: string): string {
  if (origin === 'string') return `must be ${characters} characters`;
  if (origin === 'array') return `${items} items allowed`;
  return `must be ${characters}`;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
