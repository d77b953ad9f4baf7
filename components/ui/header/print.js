// Printing is the browser's.
export default function ({parentElement}) {
  parentElement.querySelector("button").onclick = () => window.print();
}
