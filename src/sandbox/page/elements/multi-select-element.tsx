import { useWorkspace } from '../model/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { type ElementProps, textOf } from './element-props.ts';
import { initialValues, menuChoices } from './menu-choices.ts';

/** A menu for several choices: a list of boxes that opens under a button. */
export function MultiSelectElement({ element, value, change, busy, field }: ElementProps) {
  const { snapshot } = useWorkspace();
  const choices = menuChoices(element, snapshot);
  const chosen = Array.isArray(value) ? value : value === undefined ? initialValues(element) : [];
  const labels = choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
  const most =
    typeof element.max_selected_items === 'number' ? element.max_selected_items : Number.POSITIVE_INFINITY;
  const placeholder = textOf(element, 'placeholder') ?? 'Choose options';
  return (
    <details className="multi-select">
      <summary
        className="select"
        id={field?.id}
        aria-labelledby={field?.labelledBy}
        aria-describedby={field?.describedBy}
      >
        <span className={labels.length > 0 ? '' : 'placeholder'}>{labels.join(', ') || placeholder}</span>
        <Icon name="chevron" />
      </summary>
      <fieldset className="multi-options" disabled={busy}>
        <legend className="visually-hidden">{placeholder}</legend>
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              disabled={!chosen.includes(choice.value) && chosen.length >= most}
              onChange={(event) =>
                change(
                  event.target.checked
                    ? [...chosen, choice.value]
                    : chosen.filter((item) => item !== choice.value),
                )
              }
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
