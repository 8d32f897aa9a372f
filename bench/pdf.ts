import { readFileSync } from 'node:fs';
import type { LicenseDocument } from '../services/documents/src/rendering/document-data.ts';
import { viewLicense } from '../services/documents/src/rendering/document-view.ts';
import { createRenderer, type Renderer } from '@kabinet/rendering';
import { builtInTemplates } from '../services/documents/src/rendering/templates.ts';

export interface PdfMeasure {
  readonly pagesPerSecond: number;
  readonly msPerPage: number;
  /** Resident memory of the compiler's process after the last page. */
  readonly rssMb: number;
}

const WARM_UP = 20;
const PAGES = 300;
const IN_FLIGHT = 4;
const template = builtInTemplates().license;

/** One process renders different one-page licences, QR codes included; the caller's own work is part of the figure. */
export async function measurePdf(): Promise<PdfMeasure> {
  const renderer = createRenderer();
  try {
    await renderAll(renderer, 0, WARM_UP);
    const start = performance.now();
    await renderAll(renderer, WARM_UP, PAGES);
    const elapsed = performance.now() - start;
    return { pagesPerSecond: (PAGES / elapsed) * 1000, msPerPage: elapsed / PAGES, rssMb: residentMb(renderer.processIds()) };
  } finally {
    await renderer.close();
  }
}

async function renderAll(renderer: Renderer, from: number, count: number): Promise<void> {
  let next = from;
  async function lane(): Promise<void> {
    while (next < from + count) await renderPage(renderer, next++);
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function renderPage(renderer: Renderer, index: number): Promise<void> {
  const data = viewLicense(licenseOf(index), 'ru');
  await renderer.render({ template, data, locale: 'ru', createdAt: new Date(Date.UTC(2026, 10, 20) + index * 1000) });
}

function licenseOf(index: number): LicenseDocument {
  const level = { name: { ru: 'Привилегированная', en: 'Privileged' }, first_response_hours: 4 };
  return {
    vendor: { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' },
    theme: { accent: '#2456c7' },
    number: `L-2026-${String(index).padStart(6, '0')}`,
    product: { name: { ru: 'Рога ОС', en: 'Horns OS' } },
    organization: { name: `АО «Ёлочные технологии» № ${index}`, inn: '5813734335', kpp: '581301001' },
    status: 'active',
    quantity: index + 1,
    versions: null,
    valid_from: '2026-12-01',
    valid_until: null,
    issued_on: '2026-11-20',
    parameters: { edition: 'server', architecture: 'x86_64' },
    parameter_schema: { properties: { edition: { title: 'Редакция' }, architecture: { title: 'Архитектура' } } },
    certificates: [{ number: `C-2026-${index}`, level, valid_from: '2026-12-01', valid_until: '2027-11-30' }],
    verify_url: `https://portal.example/verify/${String(index).padStart(22, '0')}`,
    key_id: 'license-2026',
  };
}

function residentMb(processIds: readonly number[]): number {
  const kilobytes = processIds.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}
