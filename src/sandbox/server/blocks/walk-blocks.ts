import { asObject, asObjects, type JsonObject } from '../../wire/json.ts';

/** @returns the blocks and those inside containers and carousels, with where each stands */
export function allBlocks(
  blocks: readonly JsonObject[],
  pointer: string,
): { block: JsonObject; at: string }[] {
  return blocks.flatMap((block, index) => {
    const at = `${pointer}/${index}`;
    return [
      { block, at },
      ...allBlocks(asObjects(block.child_blocks), `${at}/child_blocks`),
      ...(block.type === 'carousel' ? allBlocks(asObjects(block.elements), `${at}/elements`) : []),
    ];
  });
}

/** @returns the interactive elements of a block, with where each stands in it */
export function elementsOf(block: JsonObject): { element: JsonObject; at: string }[] {
  const list = block.type === 'card' ? 'actions' : 'elements';
  const listed = ['actions', 'context_actions', 'card'].includes(String(block.type))
    ? asObjects(block[list])
    : [];
  const single = [
    { element: asObject(block.accessory), at: '/accessory' },
    { element: asObject(block.element), at: '/element' },
  ];
  return [
    ...listed.map((element, index) => ({ element, at: `/${list}/${index}` })),
    ...single.flatMap(({ element, at }) => (element && element.type !== 'image' ? [{ element, at }] : [])),
  ];
}
