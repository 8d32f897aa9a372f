import type { Queues, ServiceState } from '@kabinet/contracts/system/resources';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateLabel } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './system.module.css';
import { isLate, TONES, useQueueWords } from './words.ts';

/** How every service is, and what waits there. */
export function ServiceTable({ services }: { readonly services: readonly ServiceState[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('system.services')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('system.service')}</Table.Th>
            <Table.Th>{t('system.state')}</Table.Th>
            <Table.Th className={classes.number}>{t('system.outbox')}</Table.Th>
            <Table.Th className={classes.number}>{t('system.inbox')}</Table.Th>
            <Table.Th className={classes.number}>{t('system.dead_letters')}</Table.Th>
            <Table.Th className={classes.number}>{t('system.jobs')}</Table.Th>
            <Table.Th className={classes.number}>{t('system.failed_jobs')}</Table.Th>
            <Table.Th>{t('system.version')}</Table.Th>
            <Table.Th>{t('system.running_since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map((service) => (
            <ServiceRow key={service.service} service={service} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function ServiceRow({ service }: { readonly service: ServiceState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useQueueWords();
  const none = t('common.none');
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TextLink to={paths.systemService(service.service)}>{service.service}</TextLink>
      </Table.Th>
      <Table.Td>
        <StateLabel tone={TONES[service.state]}>{words.state(service)}</StateLabel>
      </Table.Td>
      <QueueCells queues={service.queues} />
      <Table.Td>{service.version ?? none}</Table.Td>
      <Table.Td className={classes.instant}>{service.since === null ? none : format.instant(service.since)}</Table.Td>
    </Table.Tr>
  );
}

function QueueCells({ queues }: { readonly queues: Queues | null }) {
  const { t } = useTranslation();
  const words = useQueueWords();
  const cells = queues
    ? [
        { id: 'outbox', text: words.queue(queues.outbox), isBad: isLate(queues.outbox) },
        { id: 'inbox', text: words.queue(queues.inbox), isBad: isLate(queues.inbox) },
        { id: 'dead_letters', text: words.count(queues.dead_letters.count), isBad: queues.dead_letters.count > 0 },
        { id: 'jobs', text: words.queue(queues.jobs), isBad: isLate(queues.jobs) },
        { id: 'failed_jobs', text: words.count(queues.failed_jobs), isBad: queues.failed_jobs > 0 },
      ]
    : ['outbox', 'inbox', 'dead_letters', 'jobs', 'failed_jobs'].map((id) => ({ id, text: t('common.none'), isBad: false }));
  return cells.map(({ id, text, isBad }) => (
    <Table.Td key={id} className={classes.number} data-bad={isBad || undefined}>
      {text}
    </Table.Td>
  ));
}
