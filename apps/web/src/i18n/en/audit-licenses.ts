/** What happens to licences, certificates, transfers and purchases, as the audit log tells it. */
export const licenseActions = {
  organization: {
    cleared: 'A closing organization owns nothing any more',
    not_cleared: 'Licences stand in the way of a closing',
  },
  license: {
    issued: 'Licence issued',
    changed: 'Licence changed',
    extended: 'Term of a licence changed',
    renewed: 'Licence renewed by a purchase',
    suspended: 'Licence suspended',
    resumed: 'Licence resumed',
    revoked: 'Licence revoked',
    transferred: 'Units of a licence transferred',
  },
  certificate: {
    issued: 'Certificate issued',
    changed: 'Certificate changed',
    extended: 'Term of a certificate changed',
    renewed: 'Certificate renewed by a purchase',
    suspended: 'Certificate suspended',
    resumed: 'Certificate resumed',
    revoked: 'Certificate revoked',
    transferred: 'Certificate transferred with its licence',
  },
  transfer: {
    requested: 'Transfer waits for its receiver',
    done: 'Transfer done',
    returned: 'Transfer returned',
    declined: 'Transfer declined',
    withdrawn: 'Transfer withdrawn',
  },
  transfer_settings: {
    changed: 'Acceptance of transfers changed',
  },
  list: {
    imported: 'Licences issued by a list',
  },
  purchase: {
    accepted: 'Purchase accepted',
    refused: 'Purchase refused',
    reversed: 'Purchase reversed',
  },
} as const;
