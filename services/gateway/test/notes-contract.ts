import { defineContract, operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';

const Note = closed({ id: Uuid, title: Type.String() });
const params = closed({ id: Uuid });
const note = { of: 'note', param: 'id' } as const;

/** A small contract of the gateway's tests: one operation of each kind. */
export const notesContract = defineContract('notes', {
  operations: {
    listNotes: operation({
      summary: 'List notes',
      method: 'GET',
      path: '/notes',
      access: { kind: 'permission', permission: 'notes.read' },
      query: listQuery(['title'], {}),
      ok: { status: 200, body: page(Note) },
      problems: [],
    }),
    createNote: operation({
      summary: 'Write a note',
      method: 'POST',
      path: '/notes',
      access: { kind: 'permission', permission: 'notes.write' },
      body: closed({ title: Type.String({ minLength: 1 }) }),
      ok: { status: 201, body: Note },
      problems: [],
      body_limit: 2_000,
    }),
    tryNote: operation({
      summary: 'See what writing a note would do',
      method: 'POST',
      path: '/notes',
      access: { kind: 'permission', permission: 'notes.write' },
      query: closed({ dry_run: Type.Optional(Type.Literal(true)) }),
      body: closed({ title: Type.String({ minLength: 1 }) }),
      ok: { status: 200, body: closed({ fits: Type.Boolean() }) },
      problems: [],
      idempotency: 'none',
      dry_run: true,
    }),
    getNote: operation({
      summary: 'Read a note',
      method: 'GET',
      path: '/notes/{id}',
      access: { kind: 'permission', permission: 'notes.read', resource: note },
      params,
      ok: { status: 200, body: Note },
      problems: ['note_not_found'],
    }),
    printNote: operation({
      summary: 'Print a note',
      method: 'GET',
      path: '/notes/{id}',
      access: { kind: 'permission', permission: 'notes.read', resource: note },
      params,
      ok: { status: 200, content_type: 'application/pdf' },
      patience: 30,
      problems: ['note_not_found'],
      variant: { format: 'pdf', accept: 'application/pdf' },
    }),
    changeNote: operation({
      summary: 'Change a note',
      method: 'PATCH',
      path: '/notes/{id}',
      access: { kind: 'permission', permission: 'notes.write', resource: note },
      params,
      body: closed({ title: Type.String() }),
      ok: { status: 200, body: Note },
      problems: ['note_not_found'],
      if_match: 'required',
    }),
    deleteNote: operation({
      summary: 'Delete a note',
      method: 'DELETE',
      path: '/notes/{id}',
      access: { kind: 'permission', permission: 'notes.write', resource: note },
      params,
      ok: { status: 204 },
      problems: ['note_not_found'],
      if_match: 'required',
    }),
    knock: operation({
      summary: 'Try a password',
      method: 'POST',
      path: '/door',
      access: { kind: 'public' },
      body: closed({ password: Type.String() }),
      ok: { status: 200, body: closed({ open: Type.Boolean() }) },
      problems: ['wrong_password'],
      idempotency: 'none',
      rate: 'login',
    }),
    readSign: operation({
      summary: 'Read the sign at the door',
      method: 'GET',
      path: '/sign/{token}',
      at: 'root',
      access: { kind: 'public' },
      params: closed({ token: Type.String() }),
      ok: { status: 200, body: closed({ text: Type.String() }) },
      problems: [],
      rate: 'public',
    }),
    readSignPage: operation({
      summary: 'Read the sign on a page',
      method: 'GET',
      path: '/sign/{token}',
      at: 'root',
      variant: { format: 'html', accept: 'text/html' },
      access: { kind: 'public' },
      params: closed({ token: Type.String() }),
      ok: { status: 200, body: Type.String(), content_type: 'text/html; charset=utf-8' },
      problems: ['note_not_found'],
      rate: 'public',
    }),
    countNotes: operation({
      summary: 'Count the notes of everybody',
      method: 'GET',
      path: '/internal/notes/count',
      access: { kind: 'services' },
      ok: { status: 200, body: closed({ count: Type.Integer() }) },
      problems: [],
    }),
  },
  problems: {
    note_not_found: { status: 404, title: { ru: 'Заметка не найдена', en: 'Note not found' } },
    wrong_password: { status: 401, title: { ru: 'Неверный пароль', en: 'Wrong password' } },
  },
  fields: { rude_title: { ru: 'Грубое название: {word}', en: 'A rude title: {word}' } },
});

export const notesAccess = {
  customer: { owner: ['notes.read', 'notes.write'], viewer: ['notes.read'] },
  staff: {},
  scopes: { 'notes:read': ['notes.read'] },
} as const;
