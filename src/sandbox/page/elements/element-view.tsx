import { type ComponentType, useState } from 'react';
import type { ElementValue } from '../../wire/element-value.ts';
import { asObject, asString, type JsonObject } from '../../wire/json.ts';
import { useActionScope } from './action-scope.tsx';
import { ButtonElement } from './button-element.tsx';
import { CheckboxesElement, RadioElement } from './choice-elements.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { ElementProps, Field } from './element-props.ts';
import { FeedbackElement, IconButtonElement } from './feedback-elements.tsx';
import { FileElement } from './file-element.tsx';
import { MultiSelectElement } from './multi-select-element.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { DateElement, DateTimeElement, TimeElement } from './picker-elements.tsx';
import { SelectElement } from './select-element.tsx';
import { TextElement } from './text-element.tsx';
import { Unsupported } from './unsupported.tsx';

const KINDS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  overflow: OverflowElement,
  static_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  multi_static_select: MultiSelectElement,
  multi_users_select: MultiSelectElement,
  multi_conversations_select: MultiSelectElement,
  multi_channels_select: MultiSelectElement,
  radio_buttons: RadioElement,
  checkboxes: CheckboxesElement,
  datepicker: DateElement,
  timepicker: TimeElement,
  datetimepicker: DateTimeElement,
  plain_text_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
  number_input: TextElement,
  rich_text_input: TextElement,
  file_input: FileElement,
  feedback_buttons: FeedbackElement,
  icon_button: IconButtonElement,
};

interface ElementViewProps {
  element: JsonObject;
  blockId: string;
  /** Whether a change is sent at once, as everywhere but in an ordinary input block. */
  fires: boolean;
  field?: Field;
}

/** An element one can act on. Where it asks for confirmation, nothing is sent before that. */
export function ElementView({ element, blockId, fires, field }: ElementViewProps) {
  const scope = useActionScope();
  const [waiting, setWaiting] = useState<(() => void) | undefined>();
  const actionId = asString(element.action_id) ?? '';
  const Kind = KINDS[String(element.type)] ?? Unsupported;
  const confirm = asObject(element.confirm);
  const confirmed = (then: () => void) => (confirm ? setWaiting(() => then) : then());
  const press = (value?: ElementValue) => confirmed(() => void scope.fire(blockId, actionId, value));
  const change = (value: ElementValue) => {
    if (!fires) return scope.enter(blockId, actionId, value);
    // Text is sent by Enter, which calls `press`; every other change is sent as it is made.
    const typed = TextElement === Kind;
    confirmed(() => {
      scope.enter(blockId, actionId, value);
      if (!typed) void scope.fire(blockId, actionId, value);
    });
  };
  return (
    <>
      <Kind
        element={element}
        value={scope.values[blockId]?.[actionId]}
        change={change}
        press={press}
        fires={fires}
        busy={scope.busy === `${blockId} ${actionId}`}
        field={field}
      />
      {waiting && confirm && (
        <ConfirmDialog
          confirm={confirm}
          onAnswer={(yes) => {
            setWaiting(undefined);
            if (yes) waiting();
          }}
        />
      )}
    </>
  );
}
