import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { FormProvider, useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createIntent } from '../api/intent.ts';
import { isApiProblem } from '../api/problem.ts';
import { FormFailure } from './form-failure.ts';
import { placeErrors } from './place-errors.ts';
import { ProblemSummary } from './problem-summary.tsx';
import { FieldNames } from './registered-fields.ts';
import { useLeaveGuard } from './use-leave-guard.tsx';

interface FormProps<Values extends FieldValues> {
  /** Every field of the form, empty or as it is now. */
  readonly initial: Values;
  /** Sends the values; `key` is the Idempotency-Key of this intent. What it throws is shown. */
  readonly submit: (values: Values, key: string) => Promise<void>;
  readonly submitLabel: string;
  /** The present state, for when somebody else has changed it meanwhile (412). */
  readonly reload?: () => Promise<Values>;
  readonly cancel?: () => void;
  /** Leaving it half filled in loses nothing worth a question. */
  readonly unguarded?: boolean;
  /** Fields. Those of a problem's pointers carry its errors: `/name/ru` is the field `name.ru`. */
  readonly children: ReactNode;
}

/** A form whose faults stand next to their fields and that loses nothing that was typed. */
export function Form<Values extends FieldValues>({ initial, children, unguarded = false, ...props }: FormProps<Values>) {
  const form = useForm<Values>({ defaultValues: initial as DefaultValues<Values> });
  const [fields] = useState(() => new Set<string>());
  const { failure, submit, settle } = useSubmission(form, props.submit, fields);
  const [isReloading, setReloading] = useState(false);
  const guard = useLeaveGuard(!unguarded && form.formState.isDirty && !form.formState.isSubmitSuccessful);
  async function reloadKeepingChanges(reload: () => Promise<Values>): Promise<void> {
    setReloading(true);
    try {
      form.reset(await reload(), { keepDirtyValues: true });
      settle(undefined);
    } catch (error) {
      settle(error);
    } finally {
      setReloading(false);
    }
  }
  const { reload } = props;
  return (
    <FormProvider {...form}>
      <FieldNames value={fields}>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Stack gap="md">
            {isApiProblem(failure, 'version_mismatch') && reload ? (
              <ChangedMeanwhile reload={() => void reloadKeepingChanges(reload)} />
            ) : (
              <ProblemSummary failure={failure} fields={fields} />
            )}
            <FormFailure value={failure}>{children}</FormFailure>
            <Buttons submitLabel={props.submitLabel} isBusy={form.formState.isSubmitting || isReloading} cancel={props.cancel} />
          </Stack>
        </form>
      </FieldNames>
      {guard}
    </FormProvider>
  );
}

/** Runs the submission: remembers what it failed with and puts faults next to their fields. */
function useSubmission<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  send: FormProps<Values>['submit'],
  fields: ReadonlySet<string>,
) {
  const [failure, setFailure] = useState<unknown>();
  const intent = useMemo(() => createIntent(), []);
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await send(values, intent.keyFor(values));
    } catch (error) {
      intent.failed(error);
      setFailure(error);
      placeErrors(error, fields, form);
    }
  });
  return { failure, submit, settle: setFailure };
}

function ChangedMeanwhile({ reload }: { readonly reload: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert role="alert" color="yellow" variant="outline" title={t('forms.changed_title')}>
      <Text size="sm" mb="sm">
        {t('forms.changed')}
      </Text>
      <Button size="compact-sm" variant="default" onClick={reload}>
        {t('forms.reload_keep')}
      </Button>
    </Alert>
  );
}

interface ButtonsProps {
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly cancel: (() => void) | undefined;
}

function Buttons({ submitLabel, isBusy, cancel }: ButtonsProps) {
  const { t } = useTranslation();
  return (
    <Group gap="sm">
      <Button type="submit" loading={isBusy}>
        {submitLabel}
      </Button>
      {cancel && (
        <Button variant="default" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      )}
    </Group>
  );
}
