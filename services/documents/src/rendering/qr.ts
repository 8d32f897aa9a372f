import { create } from 'qrcode';

/**
 * Draws `text` as a QR code (ISO/IEC 18004, error correction M) without the quiet zone.
 * @returns an SVG of one path; its unit is one module.
 */
export function qrSvg(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) => runs(data.subarray(y * size, (y + 1) * size), y));
  const path = `<path d="${rows.join('')}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${path}</svg>`;
}

/** The dark runs of one row as rectangles: a run drawn in one piece leaves no hairlines between its modules. */
function runs(row: Uint8Array, y: number): string {
  let path = '';
  for (let start = row.indexOf(1); start !== -1;) {
    const light = row.indexOf(0, start);
    const end = light === -1 ? row.length : light;
    path += `M${start} ${y}h${end - start}v1h${start - end}z`;
    start = row.indexOf(1, end);
  }
  return path;
}
