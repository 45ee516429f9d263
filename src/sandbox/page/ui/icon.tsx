const PATHS = {
  smile:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5.7 6.2v.6m4.6-.6v.6M5 9.4c.7 1.3 1.8 2 3 2s2.3-.7 3-2',
  reply: 'M2 3.5h12v7.5H7.5L4.5 13.8V11H2V3.5Z',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'm4 4 8 8m0-8-8 8',
  send: 'M2.2 2.8 14 8 2.2 13.2 3.8 8 2.2 2.8ZM3.8 8H9',
  clip: 'm12.8 7.6-4.9 4.9a3.1 3.1 0 0 1-4.4-4.4l5.3-5.3a2.1 2.1 0 0 1 3 3L6.6 11a1 1 0 0 1-1.5-1.5l4.6-4.5',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5M6.7 7v3.8M9.3 7v3.8',
  up: 'M5 7.2 7.6 2c1 0 1.6.8 1.4 1.8L8.6 6h3.9c.9 0 1.5.8 1.3 1.6l-1 4.4c-.2.7-.8 1.2-1.5 1.2H5m0-6v6m0-6H2.4v6H5',
  down: 'M11 8.8 8.4 14c-1 0-1.6-.8-1.4-1.8L7.4 10H3.5c-.9 0-1.5-.8-1.3-1.6l1-4.4c.2-.7.8-1.2 1.5-1.2H11m0 6v-6m0 6h2.6v-6H11',
  lock: 'M4 7h8v6H4V7Zm1.8 0V5a2.2 2.2 0 0 1 4.4 0v2',
  hash: 'M6.3 2.5 4.7 13.5M11.3 2.5 9.7 13.5M2.8 6h11M2.2 10h11',
  plus: 'M8 3v10M3 8h10',
  chevron: 'm4 6 4 4 4-4',
  people:
    'M6 7.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2Zm-4 5.6c.2-2.2 1.8-3.5 4-3.5s3.8 1.3 4 3.5M10.6 3.4a1.9 1.9 0 0 1 0 3.6m1 2.5c1.4.4 2.3 1.5 2.4 3.3',
  file: 'M4 1.8h5L12.4 5v9.2H4V1.8Zm5 0V5h3.4',
} as const;

export type IconName = keyof typeof PATHS;

/** A small line drawing. Decoration only: what it means stands in the label of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'dots' ? 2.4 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
