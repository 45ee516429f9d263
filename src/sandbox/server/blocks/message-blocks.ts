import { z } from 'zod';
import { plan, taskCard } from './agent-blocks.ts';
import { context, divider, file, header, image, markdown, video } from './basic-blocks.ts';
import { card, carousel } from './card-blocks.ts';
import { dataVisualization } from './chart-block.ts';
import { container } from './container-block.ts';
import { actions, contextActions, input, section } from './interactive-blocks.ts';
import { richText } from './rich-text-block.ts';
import { dataTable, table } from './table-blocks.ts';

/** The blocks of a message. `alert` is left out: one source says that it works in modals only. */
export const messageBlocks = z
  .array(
    z.discriminatedUnion('type', [
      actions,
      card,
      carousel,
      container,
      context,
      contextActions,
      dataTable,
      dataVisualization,
      divider,
      file,
      header,
      image,
      input,
      markdown,
      plan,
      richText,
      section,
      table,
      taskCard,
      video,
    ]),
  )
  .max(50);
