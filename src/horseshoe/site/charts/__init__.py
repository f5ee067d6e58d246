"""Statistics as pictures: drawn by Altair or Vega-Lite through vl-convert, without a browser."""
