export { desk } from "./desk.en";
