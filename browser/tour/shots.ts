// What is photographed. `as`: signed in as this account of the demonstration; `open`: clicked first.
import type { Role } from '../helpers/people.ts';

export type Shot = {
  name: string;
  path: string;
  as?: Role;
  open?: string;
  dark?: boolean;
  whole?: boolean;
  widths?: number[];
};

export const shots: Shot[] = [
  { name: 'home', path: '/', dark: true },
  { name: 'ideas', path: '/ideas', dark: true },
  { name: 'login', path: '/login' },
  { name: 'help', path: '/help' },
  { name: 'not-found', path: '/nowhere' },
];
