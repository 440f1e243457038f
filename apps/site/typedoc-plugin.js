import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import {
  Converter,
  DeclarationReflection,
  DefaultTheme,
  DefaultThemeRenderContext,
  KindRouter,
  MinimalSourceFile,
  normalizePath,
  ReflectionKind,
  ReflectionType,
  RendererEvent,
} from "typedoc";

const heading = /^# (.+)\n*/;
const repository = join(import.meta.dirname, "../..");
const packages = join(repository, "packages");

/**
 * Adds what TypeDoc does not do by itself: modules are named by their import specifiers, packages show their README,
 * documents are named by their headings, and a protocol is one page, without the parts that only codecs need.
 *
 * @param {import("typedoc").Application} app
 */
export function load({ converter, renderer }) {
  renderer.defineRouter("site", SiteRouter);
  renderer.defineTheme("site", SiteTheme);
  renderer.on(RendererEvent.END, ({ outputDirectory }) => writeForModels(outputDirectory));
  converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => nameAsHeading(document));
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    takeHeading(project.readme);
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const file = project.getSymbolIdFromReflection(module)?.fileName ?? "";
      module.name = specifierOf(file);
      if (isProtocols(module)) simplify(module);
      showReadme(converter, module, file);
    }
  });
  // Runs after TypeDoc has made its groups. The fields of a type are already listed with it.
  converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => project.children?.filter(isProtocols).forEach(ungroup),
    -1e9,
  );
}

class SiteRouter extends KindRouter {
  getPageKind(target) {
    return isProtocols(target.parent) ? undefined : super.getPageKind(target);
  }
}

class SiteTheme extends DefaultTheme {
  getRenderContext(page) {
    return new SiteContext(this.router, this, page, this.application.options);
  }

  /** Leaves out the parts of a protocol, which are on its page. */
  buildNavigation(project) {
    const prune = ({ children, ...element }) =>
      element.kind === ReflectionKind.Module && element.path?.includes("_protocols_")
        ? element
        : { ...element, ...(children && { children: children.map(prune) }) };
    return super.buildNavigation(project).map(prune);
  }
}

class SiteContext extends DefaultThemeRenderContext {
  #summary = this.moduleMemberSummary;
  moduleMemberSummary = (member) => (isProtocols(member.parent) ? this.member(member) : this.#summary(member));
}

/** `packages/core/src/gen/protocols/Qot_Sub.ts` is imported as `@opend/core/protocols/Qot_Sub`. */
function specifierOf(file) {
  const path = normalizePath(relative(packages, file)).replace(/\/src\/(gen\/)?/, "/");
  return `@opend/${path.replace(/\.ts$/, "").replace(/\/index$/, "")}`;
}

/** Whether this is the module of a protocol, or of messages that protocols share. */
function isProtocols(reflection) {
  return reflection?.kind === ReflectionKind.Module && reflection.name.includes("/protocols/");
}

function ungroup(module) {
  for (const child of module.children ?? []) delete child.groups;
}

function simplify(module) {
  // The messages of a protocol, which are in a namespace of its name, belong on the page of its module.
  for (const namespace of module.getChildrenByKind(ReflectionKind.Namespace)) {
    module.project.mergeReflections(namespace, module);
  }
  const enums = new Set(module.getChildrenByKind(ReflectionKind.Enum).map(({ name }) => name));
  for (const child of [...(module.children ?? [])]) {
    // The shapes that codecs use, and the packets around the bodies.
    const isShape = child.kind === ReflectionKind.Variable && child.name.endsWith("Shape");
    const isPacket = child.name === "Request" || child.name === "Response";
    // The names of an enum are on its own list of members.
    const isOfEnum = child.kind === ReflectionKind.TypeAlias && enums.has(child.name.replace(/Name$/, ""));
    if (isShape || isPacket || isOfEnum) module.project.removeReflection(child);
    else if (child.kind === ReflectionKind.Interface) toType(child);
  }
}

/** Turns an interface into a type alias, so that its fields are listed in place. */
function toType(reflection) {
  const literal = new DeclarationReflection("__type", ReflectionKind.TypeLiteral, reflection);
  literal.project.registerReflection(literal, undefined, undefined);
  literal.children = reflection.children;
  for (const child of literal.children ?? []) child.parent = literal;
  delete reflection.children;
  reflection.kind = ReflectionKind.TypeAlias;
  reflection.type = new ReflectionType(literal);
}

function showReadme(converter, module, file) {
  const readme = normalizePath(join(dirname(file), "../README.md"));
  if (!file.endsWith("/src/index.ts") || !existsSync(readme)) return;
  const { files } = module.project;
  const text = readFileSync(readme, "utf8");
  module.readme = converter.parseRawComment(new MinimalSourceFile(text, readme), files).content;
  takeHeading(module.readme);
  files.registerReflectionPath(readme, module);
  files.registerReflectionPath(dirname(readme), module);
}

function nameAsHeading(document) {
  const [, name] = heading.exec(document.content[0]?.text ?? "") ?? [];
  if (name === undefined) throw new Error(`the document ${document.name} does not begin with a heading`);
  document.name = name;
}

/** Removes the heading of a README, because its page has its own title. */
function takeHeading([first] = []) {
  if (first) first.text = first.text.replace(heading, "");
}

/** Writes `llms.txt`, and `llms-full.txt` with every document that it links to. */
function writeForModels(folder) {
  const text = readFileSync(join(repository, "llms.txt"), "utf8");
  const linked = [...text.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, path]) =>
    readFileSync(join(repository, path), "utf8"),
  );
  writeFileSync(join(folder, "llms.txt"), text);
  writeFileSync(join(folder, "llms-full.txt"), [text, ...linked].join("\n\n"));
}
