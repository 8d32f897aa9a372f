import { createHmac } from 'node:crypto';

/** The two login roles of a service; their passwords follow from the installation's secret. */
export interface ServiceRole {
  readonly name: string;
  readonly password: string;
}

export function tenantRole(service: string, secret: string): ServiceRole {
  return { name: service, password: rolePassword(service, secret) };
}

export function systemRole(service: string, secret: string): ServiceRole {
  return { name: `${service}_system`, password: rolePassword(`${service}_system`, secret) };
}

/** The connection string of `role` on the database that `adminUrl` names. */
export function urlFor(role: ServiceRole, adminUrl: string): string {
  const url = new URL(adminUrl);
  url.username = role.name;
  url.password = role.password;
  return url.href;
}

function rolePassword(name: string, secret: string): string {
  return createHmac('sha256', secret).update(`database role ${name}`).digest('base64url');
}

/** The schema of a service's job queue, owned by its system role. */
export function jobSchema(service: string): string {
  return `${service}_jobs`;
}
