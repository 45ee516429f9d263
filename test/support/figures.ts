/** The figures of /metrics, by their names with labels as they stand there. */
export type Figures = ReadonlyMap<string, number>;

/** Reads Prometheus' text, without its comments. */
export const figuresIn = (text: string): Figures =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
  );

/** What a process says under /metrics now. */
export async function figuresAt(port: number): Promise<Figures> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}: ${text}`);
  return figuresIn(text);
}
