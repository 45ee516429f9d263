import type { FactValue } from './fact.ts';
import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';
import { ownRoute } from './rules.ts';
import { FIRM, type Situation, valuesOf } from './situation.ts';
import type { FactDefinition } from './vocabulary.ts';

/** Values worth trying when one asks what a fact would change: each of few, one of each band of a number. */
export function valuesToTry(definition: FactDefinition): FactValue[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return definition.choices;
    case 'number': {
      const [lowest, ...others] = definition.bands;
      return lowest === undefined ? [] : [lowest / 2, lowest, ...others];
    }
    case 'text':
      return [];
  }
}

/** The rules' route if these facts were stated as well, or otherwise than they are. */
export function routeWith(
  situation: Situation,
  settings: readonly { key: string; value: FactValue }[],
  pack: Pack,
): Route {
  const changes = settings.map(({ key, value }): [string, FactValue] => [key, value]);
  const known = new Map([...valuesOf(situation), ...changes]);
  const firm = new Map([...valuesOf(situation, FIRM), ...changes]);
  return ownRoute(known, firm, pack).route;
}
