import { asObjects, type JsonObject } from '../../wire/json.ts';
import { useWorkspace } from '../model/workspace.ts';
import { choiceOf, type ElementProps, fieldAttributes, textOf } from './element-props.ts';
import { initialValues, menuChoices } from './menu-choices.ts';

/** A menu for one choice. */
export function SelectElement({ element, value, change, busy, field }: ElementProps) {
  const { snapshot } = useWorkspace();
  const placeholder = textOf(element, 'placeholder') ?? 'Choose an option';
  const chosen =
    typeof value === 'string' ? value : value === undefined ? (initialValues(element)[0] ?? '') : '';
  const groups = asObjects(element.option_groups);
  return (
    <select
      className="select"
      {...fieldAttributes(field, placeholder)}
      value={chosen}
      disabled={busy}
      onChange={(event) => change(event.target.value || null)}
    >
      <option value="" disabled={chosen === ''}>
        {placeholder}
      </option>
      {groups.length > 0
        ? groups.map((group) => <Group key={textOf(group, 'label')} group={group} />)
        : menuChoices(element, snapshot).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
    </select>
  );
}

function Group({ group }: { group: JsonObject }) {
  return (
    <optgroup label={textOf(group, 'label')}>
      {asObjects(group.options)
        .map(choiceOf)
        .map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
    </optgroup>
  );
}
