// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { make } from './dom.js';
import { now, SPAN_MS } from './samples.js';
import { colour } from './theme.js';

// Only what is on the screen is drawn.
const visible = new WeakSet();
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) visible.add(target);
    else visible.delete(target);
  }
});

// A small graph of one column of samples: 1 is cpu, 2 is mem. least: the top is never below it.
export function makeSparkline(column, least) {
  const name = column === 1 ? 'cpu' : 'memory';
  const canvas = make('canvas', { class: 'spark', 'aria-hidden': 'true' });
  watcher.observe(canvas);
  visible.add(canvas); // until the observer says otherwise
  return {
    node: canvas,
    draw(samples) {
      if (!visible.has(canvas)) return;
      const { clientWidth: width, clientHeight: height } = canvas;
      if (width === 0) return;
      const scale = devicePixelRatio;
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      const pen = canvas.getContext('2d');
      pen.scale(scale, scale);
      drawLine(pen, samples, { column, least, name, width, height });
    },
  };
}

function drawLine(pen, samples, { column, least, name, width, height }) {
  if (samples.length < 2) return;
  const top = samples.reduce((most, sample) => Math.max(most, sample[column]), least) * 1.1;
  const end = now();
  const x = (time) => width * (1 - (end - time) / SPAN_MS);
  const y = (value) => height - 1 - (value / top) * (height - 2);
  pen.beginPath();
  samples.forEach((sample, index) => {
    const point = [x(sample[0]), y(sample[column])];
    if (index === 0) pen.moveTo(...point);
    else pen.lineTo(...point);
  });
  pen.strokeStyle = colour(name);
  pen.lineWidth = 1.25;
  pen.lineJoin = 'round';
  pen.stroke();
  pen.lineTo(x(samples.at(-1)[0]), height);
  pen.lineTo(x(samples[0][0]), height);
  pen.closePath();
  pen.fillStyle = colour(`${name}-area`);
  pen.fill();
}
