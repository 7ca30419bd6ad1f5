/** The 45° hatch of late areas, in step across neighbouring canvases. */

const STEP = 7;
const WIDTH = 2.6;

const drawn = new Map();

function stripes(colour, scale) {
  const key = `${colour} ${scale}`;
  if (!drawn.has(key)) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(STEP * scale * 4);
    canvas.height = canvas.width;
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.globalAlpha = 0.12;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalAlpha = 1;
    context.fillRect(0, 0, Math.round(WIDTH * scale * 4), canvas.height);
    drawn.set(key, canvas);
  }
  return drawn.get(key);
}

/**
 * A pattern for one canvas; left and top are the canvas's place in the world, in pixels,
 * so that stripes go on where the neighbour's end.
 */
export function hatch(context, colour, left, top, scale = 1) {
  const canvas = stripes(colour, scale);
  const pattern = context.createPattern(canvas, "repeat");
  const period = STEP * scale * Math.SQRT2;
  const size = (STEP * scale) / canvas.width;
  pattern.setTransform(
    new DOMMatrix()
      .translate(-(left % period), -(top % period))
      .rotate(45)
      .scale(size, size),
  );
  return pattern;
}
