import type { CertificateDocument, LicenseDocument, SupportLevel } from '../src/rendering/document-data.ts';

const privileged: SupportLevel = { name: { ru: 'Привилегированная', en: 'Privileged' }, first_response_hours: 4 };

export const license: LicenseDocument = {
  vendor: { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' },
  theme: { accent: '#2456c7' },
  number: 'L-2026-000117',
  product: { name: { ru: 'Рога ОС', en: 'Horns OS' } },
  organization: { name: 'ПАО «Пример»', inn: '5813734335', kpp: '581301001' },
  status: 'active',
  quantity: 1250,
  versions: '1.x',
  valid_from: '2026-12-01',
  valid_until: '2027-11-30',
  issued_on: '2026-11-20',
  parameters: { architecture: 'x86_64', edition: 'server', clustered: true },
  parameter_schema: {
    properties: { edition: { title: 'Редакция' }, architecture: { title: 'Архитектура' }, clustered: { title: 'Кластер' } },
  },
  certificates: [{ number: 'C-2026-000321', level: privileged, valid_from: '2026-12-01', valid_until: '2027-11-30' }],
  verify_url: 'https://portal.example/verify/6m1n0q2v8t4k3s7r9w5x1y',
  key_id: 'license-2026',
};

export const certificate: CertificateDocument = {
  vendor: license.vendor,
  theme: { accent: '#0b7a5b' },
  number: 'C-2026-000321',
  product: license.product,
  organization: license.organization,
  status: 'active',
  level: privileged,
  valid_from: '2026-12-01',
  valid_until: '2027-11-30',
  issued_on: '2026-11-20',
  licenses: [
    { number: 'L-2026-000117', quantity: 1250 },
    { number: 'L-2026-000118', quantity: 3 },
  ],
  verify_url: 'https://portal.example/verify/0w7z3h5d9f1k2m4p6r8t0v',
};

const longName =
  'Федеральное государственное бюджетное учреждение «Научно-исследовательский институт комплексных проблем автоматизации ' +
  'технологических процессов, информационных систем и вычислительной техники имени академика Александра Александровича ' +
  'Преображенского» города Ново';

/** Names of 250 characters, 60 parameters, several certificates, no end of the term. */
export const crowdedLicense: LicenseDocument = {
  ...license,
  theme: { accent: '#ffd400' },
  quantity: 1_000_000,
  versions: null,
  valid_until: null,
  organization: { ...license.organization, name: longName.padEnd(250, 'б') },
  product: { name: { ru: 'Программный комплекс '.repeat(12).slice(0, 250), en: 'Unbroken'.repeat(32).slice(0, 250) } },
  parameters: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`parameter_${index}`, parameterValue(index)])),
  parameter_schema: {
    properties: Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`parameter_${index}`, { title: `Параметр лицензии номер ${index + 1}` }]),
    ),
  },
  certificates: Array.from({ length: 5 }, (_, index) => ({
    number: `C-2026-00032${index}`,
    level: privileged,
    valid_from: '2026-12-01',
    valid_until: '2027-11-30',
  })),
};

function parameterValue(index: number): unknown {
  if (index % 10 === 3) return ['x86_64', 'aarch64', 'riscv64', 'loongarch64', 'ppc64le', 's390x', 'mips64'].slice(0, (index % 7) + 1);
  if (index % 10 === 5) return index % 20 === 5;
  if (index === 17) return 'длинное значение параметра '.repeat(12).trim();
  if (index === 27) return 'А'.repeat(300);
  return index * 1000;
}

/** 100 covered licences, so that the table goes over several pages. */
export const crowdedCertificate: CertificateDocument = {
  ...certificate,
  organization: crowdedLicense.organization,
  licenses: Array.from({ length: 100 }, (_, index) => ({ number: `L-2026-${String(index).padStart(6, '0')}`, quantity: index * 37 + 1 })),
};
