import type { JsonObject } from '../../wire/json.ts';
import { ActionsBlock } from './actions-block.tsx';
import { CardBlock, CarouselBlock } from './card-block.tsx';
import { ContainerBlock } from './container-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { HeaderBlock } from './header-block.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { SectionBlock } from './section-block.tsx';

/** One block: what can be acted on is drawn by the page, the rest by the library. */
export function BlockView({ block }: { block: JsonObject }) {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'header':
      return <HeaderBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return <ActionsBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'card':
      return <CardBlock block={block} />;
    case 'carousel':
      return <CarouselBlock block={block} />;
    case 'container':
      return <ContainerBlock block={block} />;
    default:
      return <LibraryBlock block={block} />;
  }
}
