import { asObject, asString, type JsonObject } from '../../wire/json.ts';

/** A picture of the app's, by address or by file. */
export function BlockImage({ image, size }: { image: JsonObject; size: number }) {
  const file = asString(asObject(image.slack_file)?.id);
  const source = asString(image.image_url) ?? (file && `/sandbox/files/${file}`);
  return (
    <img
      className="block-image"
      src={source}
      alt={asString(image.alt_text) ?? ''}
      width={size}
      height={size}
    />
  );
}
