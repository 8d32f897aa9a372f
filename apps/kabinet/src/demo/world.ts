import type { CustomerRole, StaffRole } from '@kabinet/contracts/access';

/** The demo tenant: ООО «Рога и копыта» and its clients. Everything here is invented; the checksums are valid. */

export const DEMO_PASSWORD = 'kabinet-demo-2026';
/** Demo purchases have a source of their own, so that feeds of an ERP never collide with them. */
export const DEMO_SOURCE = 'demo';

export const demoStaff: readonly { email: string; name: string; role: StaffRole }[] = [
  { email: 'product@kabinet.example', name: 'Полина Продуктова', role: 'product_manager' },
  { email: 'account@kabinet.example', name: 'Аркадий Клиентов', role: 'account_manager' },
  { email: 'support@kabinet.example', name: 'Степан Поддержкин', role: 'support_engineer' },
  { email: 'auditor@kabinet.example', name: 'Анна Ревизорова', role: 'auditor' },
  // The last one: its presence says that the demo is complete.
  { email: 'admin@kabinet.example', name: 'Алексей Админов', role: 'administrator' },
];

export interface DemoOrganization {
  readonly key: string;
  readonly parent?: string;
  readonly name: string;
  readonly full_name?: string;
  readonly inn: string;
  readonly kpp: string;
  readonly kind?: 'customer' | 'branch';
  /** Closed after it had bought: what it had went up. */
  readonly isClosed?: true;
}

/** A holding three levels deep, an unrelated client, and some more. */
export const demoOrganizations: readonly DemoOrganization[] = [
  {
    key: 'holding',
    name: 'ПАО «Северный холдинг»',
    full_name: 'Публичное акционерное общество «Северный холдинг»',
    inn: '7701000001',
    kpp: '770101001',
  },
  { key: 'daughter', parent: 'holding', name: 'АО «Северсталь-Сервис»', inn: '7801000005', kpp: '780101001' },
  { key: 'sister', parent: 'holding', name: 'ООО «Северный порт»', inn: '2901000000', kpp: '290101001' },
  { key: 'granddaughter', parent: 'daughter', name: 'ООО «Полярная связь»', inn: '5101000006', kpp: '510101001' },
  {
    key: 'branch',
    parent: 'daughter',
    name: 'Филиал «Мурманск» АО «Северсталь-Сервис»',
    inn: '7801000005',
    kpp: '519043001',
    kind: 'branch',
  },
  { key: 'stranger', name: 'АО «Южные медиа»', inn: '2301000008', kpp: '230101001' },
  { key: 'bank', name: 'ПАО «Ёлочный банк развития»', inn: '7702000004', kpp: '770201001' },
  { key: 'leasing', parent: 'bank', name: 'ООО «Ёлочный лизинг»', inn: '7704000017', kpp: '770401001', isClosed: true },
  { key: 'hospital', name: 'ГБУЗ «Городская больница № 7»', inn: '7703000007', kpp: '770301001' },
];

export const demoPeople: readonly { email: string; name: string; organization: string; role: CustomerRole }[] = [
  { email: 'owner@holding.example', name: 'Ольга Владельцева', organization: 'holding', role: 'owner' },
  { email: 'manager@holding.example', name: 'Максим Лицензионный', organization: 'holding', role: 'license_manager' },
  { email: 'support@holding.example', name: 'Софья Заявкина', organization: 'holding', role: 'support_contact' },
  { email: 'viewer@holding.example', name: 'Виктор Смотрящий', organization: 'holding', role: 'viewer' },
  { email: 'owner@daughter.example', name: 'Дарья Дочернева', organization: 'daughter', role: 'owner' },
  { email: 'owner@granddaughter.example', name: 'Глеб Внуков', organization: 'granddaughter', role: 'owner' },
  { email: 'owner@stranger.example', name: 'Игорь Посторонний', organization: 'stranger', role: 'owner' },
];

/** Somebody who works in a second organization too, an invitation that nobody has accepted, and somebody who asks to be let in. */
export const demoSecondJob = {
  email: 'several@holding.example',
  name: 'Мария Многодолжная',
  jobs: [
    { organization: 'sister', role: 'owner' },
    { organization: 'granddaughter', role: 'license_manager' },
    { organization: 'stranger', role: 'viewer' },
  ],
} as const satisfies { email: string; name: string; jobs: readonly { organization: string; role: CustomerRole }[] };
export const demoInvitation = {
  organization: 'holding',
  email: 'invited@holding.example',
  name: 'Ирина Приглашённая',
  role: 'support_contact',
} as const;
export const demoJoinRequest = {
  organization: 'holding',
  email: 'newcomer@holding.example',
  name: 'Никита Новичков',
  comment: 'Работаю в ИТ-службе с понедельника',
} as const;

export interface DemoSale {
  readonly buyer: string;
  readonly product: string;
  readonly quantity: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Days from today; the end null: perpetual. */
  readonly from: number;
  readonly until: number | null;
  readonly versions?: string;
  readonly support?: { readonly level: 'standard' | 'privileged' | 'critical'; readonly from: number; readonly until: number };
  readonly then?: 'suspend' | 'revoke';
  /** The ERP has sent it with faults: it waits for staff to mend it. */
  readonly isFaulty?: true;
}

const server = { edition: 'server', architecture: 'x86_64' };
const desktop = { edition: 'desktop', architecture: 'x86_64' };

/** Licences in every state, certificates at all levels; some terms end soon. */
export const demoSales: readonly DemoSale[] = [
  {
    buyer: 'holding',
    product: 'horns-os',
    quantity: 500,
    parameters: desktop,
    from: -700,
    until: null,
    support: { level: 'standard', from: -700, until: 30 },
  },
  {
    buyer: 'holding',
    product: 'horns-os',
    quantity: 40,
    parameters: server,
    from: -400,
    until: null,
    versions: '1.x',
    support: { level: 'privileged', from: -35, until: 330 },
  },
  {
    buyer: 'holding',
    product: 'horns-mail',
    quantity: 10,
    parameters: { mailboxes: 5000 },
    from: -300,
    until: 65,
    support: { level: 'critical', from: -300, until: 65 },
  },
  {
    buyer: 'holding',
    product: 'hooves-backup',
    quantity: 4,
    parameters: { edition: 'advanced', terabytes: 50 },
    from: -800,
    until: -70,
    support: { level: 'standard', from: -800, until: -435 },
  },
  { buyer: 'daughter', product: 'hooves-vault', quantity: 2, parameters: { cores: 64 }, from: 14, until: 379 },
  {
    buyer: 'daughter',
    product: 'horns-mail',
    quantity: 1,
    parameters: { mailboxes: 250 },
    from: -200,
    until: 7,
    support: { level: 'standard', from: -200, until: 7 },
  },
  {
    buyer: 'sister',
    product: 'horns-os',
    quantity: 20,
    parameters: { edition: 'server', architecture: 'aarch64' },
    from: -100,
    until: 265,
    then: 'suspend',
  },
  {
    buyer: 'granddaughter',
    product: 'hooves-backup',
    quantity: 1,
    parameters: { edition: 'basic', terabytes: 2 },
    from: -150,
    until: 215,
    support: { level: 'standard', from: -150, until: 215 },
  },
  { buyer: 'granddaughter', product: 'horns-os', quantity: 12, parameters: desktop, from: -500, until: -135, then: 'revoke' },
  {
    buyer: 'branch',
    product: 'horns-os',
    quantity: 30,
    parameters: desktop,
    from: -60,
    until: null,
    support: { level: 'privileged', from: -60, until: 305 },
  },
  {
    buyer: 'stranger',
    product: 'horns-mail',
    quantity: 3,
    parameters: { mailboxes: 1000 },
    from: -90,
    until: 275,
    support: { level: 'privileged', from: -90, until: 275 },
  },
  {
    buyer: 'bank',
    product: 'hooves-vault',
    quantity: 16,
    parameters: { cores: 256 },
    from: -365,
    until: 1,
    support: { level: 'critical', from: -365, until: 1 },
  },
  {
    buyer: 'leasing',
    product: 'horns-os',
    quantity: 8,
    parameters: desktop,
    from: -600,
    until: null,
    support: { level: 'standard', from: -600, until: 130 },
  },
  {
    buyer: 'hospital',
    product: 'hooves-backup',
    quantity: 2,
    parameters: { edition: 'advanced', terabytes: 20 },
    from: -30,
    until: 335,
    support: { level: 'standard', from: -30, until: 335 },
  },
  {
    buyer: 'hospital',
    product: 'horns-mail',
    quantity: 1,
    parameters: { mailboxes: 0 },
    from: -3,
    until: -10,
    support: { level: 'standard', from: -3, until: 362 },
    isFaulty: true,
  },
];

/** Units that the holding's owner moves, by whose licence of which product. */
export interface DemoTransfer {
  readonly key: string;
  readonly product: string;
  readonly edition?: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly isReturned?: true;
}

/** Down by two levels, and one that came back. */
export const demoTransfers: readonly DemoTransfer[] = [
  { key: 'servers', product: 'horns-os', edition: 'server', from: 'holding', to: 'daughter', quantity: 12 },
  { key: 'servers-on', product: 'horns-os', edition: 'server', from: 'daughter', to: 'granddaughter', quantity: 3 },
  { key: 'mail', product: 'horns-mail', from: 'holding', to: 'sister', quantity: 2, isReturned: true },
];
