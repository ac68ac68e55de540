// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { language, text } from './language.js';

const number = (digits) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = number(0);
const tenths = number(1);
const clockFormat = new Intl.DateTimeFormat(language, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const minutesFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });

export const integer = (value) => whole.format(value);

// Percent of one processor.
export const percent = (value) => `${(value >= 100 ? whole : tenths).format(value)}%`;

// The same on an axis, whose values are round.
const round = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
export const axisPercent = (value) => `${round.format(value)}%`;
export const axisMemory = (megabytes) =>
  megabytes >= 1024 ? `${round.format(megabytes / 1024)} GB` : `${round.format(megabytes)} MB`;

// From MB of 2^20 bytes.
export function memory(megabytes) {
  if (megabytes >= 1024) return `${tenths.format(megabytes / 1024)} GB`;
  return `${(megabytes >= 100 ? whole : tenths).format(megabytes)} MB`;
}

// The two largest units of a number of seconds.
export function duration(seconds) {
  const rest = Math.floor(seconds);
  if (rest < 60) return text('seconds', { s: rest });
  if (rest < 3600) return text('minutes', { m: Math.floor(rest / 60), s: rest % 60 });
  if (rest < 86400) return text('hours', { h: Math.floor(rest / 3600), m: Math.floor((rest % 3600) / 60) });
  return text('days', { d: Math.floor(rest / 86400), h: Math.floor((rest % 86400) / 3600) });
}

// From the days, hours, minutes and seconds of /info.
export const uptimeSeconds = ({ days, hours, minutes, seconds }) =>
  ((days * 24 + hours) * 60 + minutes) * 60 + seconds;

export const took = (ms) =>
  ms < 1000 ? text('milliseconds', { ms: integer(ms) }) : text('seconds', { s: tenths.format(ms / 1000) });

// The names of the first few; their paths are long, and much alike.
export function fileNames(files) {
  const names = files.slice(0, 3).map((file) => file.slice(file.lastIndexOf('/') + 1));
  return [...names, ...(files.length > 3 ? ['…'] : [])].join(', ');
}

// time: ms since 1970.
export const clock = (time) => clockFormat.format(time);
export const clockMinutes = (time) => minutesFormat.format(time);
export const fullTime = (time) => dayFormat.format(time);

// Colours and cursor movements that programs write for terminals.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
export const plain = (line) => (line.includes('\u001b') ? line.replace(escapes, '') : line);
