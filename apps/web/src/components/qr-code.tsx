import { create } from 'qrcode';
import classes from './qr-code.module.css';

/** The quiet zone that readers need around the code (ISO/IEC 18004), in modules. */
const MARGIN = 4;

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** A QR code, drawn here: what it says may be a secret and goes to nobody. Dark on white in every theme, or readers fail. */
export function QrCode({ text, label }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * MARGIN;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className={classes.code} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(modules)} fill="#000" />
    </svg>
  );
}

/** A square for every dark module. */
function pathOf({ size, data }: { readonly size: number; readonly data: Uint8Array }): string {
  const dark = Array.from(data.keys()).filter((index) => data[index] === 1);
  return dark.map((index) => `M${(index % size) + MARGIN} ${Math.floor(index / size) + MARGIN}h1v1h-1z`).join('');
}
