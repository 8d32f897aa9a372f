import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReturnFocus } from './use-return-focus.ts';

interface DialogProps {
  readonly title: string;
  /** Without it the dialog stays until what it asks is done. */
  readonly close?: () => void;
  /** `xl` for tables. */
  readonly size?: 'md' | 'xl';
  readonly children: ReactNode;
}

/** A dialog over the page, open as long as it is rendered. */
export function Dialog({ title, close, size = 'md', children }: DialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  return (
    <Modal
      opened
      centered
      size={size}
      title={title}
      onClose={() => close?.()}
      withCloseButton={close !== undefined}
      // The library gives the focus back when it closes the dialog, not when the dialog is gone.
      returnFocus={false}
      closeOnEscape={close !== undefined}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      // The library's way to lock scrolling writes a <style> element; base.css does it.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Modal>
  );
}
