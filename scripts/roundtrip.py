"""Compares exports with the records: roundtrip.py FOLDER, as scripts/roundtrip fills it.

What is expected is worked out here, from case.jsonl alone: this is a second
description of the projection (/internal/graph/project.go), not a copy of its output.
"""

import collections
import csv
import json
import re
import sys
from pathlib import Path

import networkx
import rdflib
from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.types import registry

failures = []


def check(ok, what):
    if not ok:
        failures.append(what)
        print("FAILED:", what)
    return ok


def equal(what, got, want):
    return check(got == want, f"{what}: {got!r}, want {want!r}")


# Records


def records(path):
    out = collections.defaultdict(list)
    for line in path.open(encoding="utf-8"):
        r = json.loads(line)
        out[r["record"]].append(r)
    return out


def joined(values):
    return "|".join(str(v).replace("\\", "\\\\").replace("|", "\\|") for v in values)


def filled(props):
    """Lists as one text, and nothing that is empty: as the formats hold it."""
    out = {}
    for k, v in props.items():
        if isinstance(v, list):
            v = joined(v)
        if v is not None and v != "":
            out[k] = v
    return out


TYPES = set(re.findall(r"^  ([A-Za-z]+):", Path("knowledge/schema.yaml").read_text().split("relations:")[0], re.M))
SYMMETRIC = set(re.findall(r"^  ([A-Z_]+):.*symmetric: true", Path("knowledge/schema.yaml").read_text(), re.M))
GRADES = {"same": "AGREES_WITH", "compatible": "AGREES_WITH", "update": "UPDATES", "differs": "DIFFERS_FROM", "disputed": "DISPUTES", "denied": "DENIES"}


def nid(key, id):
    safe = "".join(chr(b) if re.match(r"[A-Za-z0-9.-]", chr(b)) else "_%02X" % b for b in id.encode())
    return f"{key}:{safe}"


def projection(r, detail):
    """Nodes as {id: properties}, edges as a list of (from, to, properties)."""
    nodes, edges = {}, []

    def node(key, id, labels=(), **props):
        nodes[nid(key, id)] = filled({"class": key, "record": id, "labels": sorted(set(labels)), **props})

    def rel(type, fkey, f, tkey, t, **props):
        if type in SYMMETRIC:
            props["symmetric"] = True
        edges.append((nid(fkey, f), nid(tkey, t), filled({"type": type, **props})))

    names = set()
    for e in r["entity"]:
        labels = [x for x in e["labels"] if x in TYPES] + (["Described"] if e.get("described") else [])
        aliases = [a["name"] for a in e["aliases"]]
        names |= set(aliases)
        node("Entity", e["id"], labels, name=e["name"], type=e["type"], mentions=e["mentions"], documents=e["documents"], aliases=aliases, country=e.get("country"), formerIds=e.get("former_ids", []))
        for a in e["aliases"]:
            rel("ALSO_KNOWN_AS", "Entity", e["id"], "Name", a["name"], count=a["count"])
    for n in names:
        node("Name", n, text=n)
    for e in r["edge"]:
        rel(e["type"], "Entity", e["from"], "Entity", e["to"], record=e["id"], **{k: e[k] for k in ("claims", "documents", "origins", "unsourced", "denied", "planned", "first", "last", "quote")})
    if detail == "edges":
        return nodes, edges

    entities = {e["id"] for e in r["entity"]}
    for j in r["join"]:
        node("Join", j["id"], left=j["left"], right=j["right"], reason=j["reason"], weight=j["weight"], judgement=j.get("judgement"))
        if j["entity"] in entities:
            rel("JOINS", "Join", j["id"], "Entity", j["entity"])
    for t in r["topic"]:
        node("Topic", t["id"], measure=t["measure"])
        rel("SUBJECT", "Topic", t["id"], "Entity", t["subject"])
        stance = {}
        for f in t["figures"]:
            stance[f["id"]] = f["stance"]
            node("Figure", f["id"], about=f["about"], exclusive=f["exclusive"], stance=f["stance"], origin=f["origin"], asOf=f["as_of"], place=f["place"], min=f["min"], max=f["max"])
            rel("IN_TOPIC", "Figure", f["id"], "Topic", t["id"])
        for g in t["grades"]:
            a, b = g["left"], g["right"]
            if g["grade"] == "update" or g["grade"] == "denied" and stance[b] == "denied":
                a, b = b, a
            rel(GRADES[g["grade"]], "Figure", a, "Figure", b, grade=g["grade"], reason=g["reason"])
    said = {(c["document"], c["sentence"]["start"]): c["quote"] for c in r["claim"]}
    sentences = {}
    for d in r["document"]:
        node("Document", d["id"], title=d["title"], publisher=d["publisher"], published=d["published"]["date"], precision=d["published"]["precision"], uri=d["uri"], sha256=d["sha256"])
        if d.get("copy_of"):
            rel("COPY_OF", "Document", d["id"], "Document", d["copy_of"])
    for s in r["sentence"]:
        at = (s["document"], s["start"])
        if at in said:
            sentences[at] = s["id"]
            node("Sentence", s["id"], index=s["index"], start=s["start"], end=s["end"], text=said[at], kind=s["kind"])
            rel("IN", "Sentence", s["id"], "Document", s["document"])
    found = collections.defaultdict(list)
    for m in r["mention"]:
        if m["entity"]:
            found[m["entity"], m["document"]].append(m)
    for (e, d), ms in found.items():
        rel("MENTIONED_IN", "Entity", e, "Document", d, count=len(ms), starts=[m["start"] for m in ms], ends=[m["end"] for m in ms], texts=[m["text"] for m in ms])
    for c in r["claim"]:
        date = c["date"] or {"from": "", "to": "", "precision": "", "text": ""}
        props = {"from": date["from"], "to": date["to"]}
        for a in c["args"]:
            role, q = a["role"], a.get("quantity")
            if q:
                props |= {role + "Min": q["min"], role + "Max": q["max"], role + "About": q["about"], role + "Exclusive": q["exclusive"], role + "Text": q["text"], role + "Unit": q.get("unit")}
            elif not a.get("mention"):
                props[role + "Text"] = a["text"]
        node("Claim", c["id"], type=c["type"], quote=c["quote"], trigger=c["trigger"]["text"], triggerStart=c["trigger"]["start"], triggerEnd=c["trigger"]["end"], stance=c["stance"], negated=c["negated"], ended=c["ended"], rule=c["rule"], judged=c.get("judged"), precision=date["precision"], dateText=date["text"], edges=c.get("edges", []), **props)
        rel("STATED_IN", "Claim", c["id"], "Sentence", sentences[c["document"], c["sentence"]["start"]], start=c["trigger"]["start"], end=c["trigger"]["end"])
        for n, a in enumerate(c["args"]):
            if a.get("entity"):
                rel("ARGUMENT", "Claim", c["id"], "Entity", a["entity"], n=n, role=a["role"], start=a["start"], end=a["end"], text=a["text"])
        n = 0
        for hop, speakers in enumerate(c["sources"]):
            for s in speakers:
                if s.get("entity"):
                    rel("ATTRIBUTED_TO", "Claim", c["id"], "Entity", s["entity"], n=n, hop=hop, text=s["text"], start=s["start"], end=s["end"], cueStart=s["cue"]["start"], cueEnd=s["cue"]["end"])
                n += 1
        for f in c.get("figures", []):
            rel("FIGURE", "Claim", c["id"], "Figure", f)
    if detail == "claims":
        return nodes, edges

    for m in r["mention"]:
        node("Mention", m["id"], start=m["start"], end=m["end"], text=m["text"], type=m["type"], form=m["form"], by=m["by"])
        rel("WITHIN", "Mention", m["id"], "Document", m["document"])
        if m["entity"]:
            rel("REFERS_TO", "Mention", m["id"], "Entity", m["entity"])
    for x in r["link"]:
        rel("LINKED", "Mention", x["left"], "Mention", x["right"], record=x["id"], reason=x["reason"])
    return nodes, edges


# Graphs


def title(props):
    s = next((props[k] for k in ("name", "text", "title", "quote", "measure") if k in props), props["record"])
    s = " ".join(s.split())
    return s if len(s) <= 60 else s[:59] + "…"


def graphs(folder, r):
    for detail in ("edges", "claims", "full"):
        nodes, edges = projection(r, detail)
        want = collections.Counter((f, t, tuple(sorted(p.items()))) for f, t, p in edges)
        for format, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
            what = f"{detail}.{format}"
            g = read(folder / what)
            check(g.is_directed(), f"{what} is directed")
            equal(what + " nodes", g.number_of_nodes(), len(nodes))
            equal(what + " edges", g.number_of_edges(), len(edges))
            values = 0
            for id, props in nodes.items():
                if not check(id in g, f"{what}: no node {id}"):
                    continue
                got = dict(g.nodes[id])
                equal(f"{what}: label of {id}", got.pop("label", None), title(props))
                values += len(got)
                if got != props:
                    equal(f"{what} {id}", sorted(got.items() ^ props.items()), [])
            got = collections.Counter()
            spells = 0
            for f, t, data in g.edges(data=True):
                data = dict(data)
                for extra in ("id", "networkx_key"):
                    data.pop(extra, None)
                equal(f"{what} label", data.pop("label", None), data["type"])
                weight = data.pop("weight")
                equal(f"{what} weight of {f} {t}", weight, float(data.get("claims") or data.get("count") or 1))
                start, end = data.pop("start", None) if isinstance(data.get("start"), str) else None, data.pop("end", None) if isinstance(data.get("end"), str) else None
                if start:
                    spells += 1
                    check(re.fullmatch(r"\d{4}-\d\d-\d\d", start) and re.fullmatch(r"\d{4}-\d\d-\d\d", end) and start <= end, f"{what}: {start} to {end}")
                values += len(data)
                got[f, t, tuple(sorted(data.items()))] += 1
            for x in (want - got):
                check(False, f"{what}: no edge {x}")
            for x in (got - want):
                check(False, f"{what}: an edge that is not in the records: {x}")
            total = sum(map(len, nodes.values())) + sum(len(p) for _, _, p in edges)
            equal(what + " values", values, total)
            if format == "gexf":
                equal(what + " edges with dates", spells, sum(1 for e in r["edge"] if e["first"] and e["last"]))
            print(f"{what:15} networkx: {g.number_of_nodes()} nodes, {g.number_of_edges()} edges, {values} values" + (f", {spells} edges with dates" if spells else ""))


# FollowTheMoney


def ftm(folder, r):
    proxies, schemata, values = {}, collections.Counter(), 0
    for line in (folder / "case.ftm").open(encoding="utf-8"):
        data = json.loads(line)
        what = f"{data['schema']} {data['id']}"
        schema = model.get(data["schema"])
        if not check(schema is not None and not schema.abstract, f"ftm: {what}: no such schema"):
            continue
        proxy = model.get_proxy(json.loads(line), cleaned=False)  # cleans each value, and drops what it cannot take
        try:
            schema.validate(data)  # values that are too long or of another type
        except InvalidData as err:
            check(False, f"ftm: {what}: {err.errors}")
        check(data["id"] not in proxies, f"ftm: {what} twice")
        equal(f"ftm: {what} id", proxy.id, data["id"])
        for name in schema.required:
            check(data["properties"].get(name), f"ftm: {what}: no {name}")
        for name, want in data["properties"].items():
            prop = schema.get(name)
            if not check(prop is not None and not prop.stub and not prop.deprecated, f"ftm: {what}: property {name}"):
                continue
            equal(f"ftm: {what}: {name}", proxy.get(name), want)
            values += len(want)
        proxies[proxy.id] = proxy
        schemata[proxy.schema.name] += 1
    edges = collections.Counter()
    for proxy in proxies.values():
        what = f"{proxy.schema.name} {proxy.id}"
        for prop, value in proxy.itervalues():
            if prop.type == registry.entity:
                other = proxies.get(value)
                check(other is not None and other.schema.is_a(prop.range), f"ftm: {what}: {prop.name} is no {prop.range.name}")
        if proxy.schema.edge:
            edges[proxy.first("recordId")] += len(list(proxy.edgepairs()))
            check(all(proxies[d].schema.is_a("Document") for d in proxy.get("proof")) and proxy.get("proof") and proxy.get("summary"), f"ftm: {what}: proof and summary")
    equal("ftm edges", edges, collections.Counter({e["id"]: 1 for e in r["edge"]}))
    equal("ftm articles", schemata["Article"], len(r["document"]))
    things = sum(n for s, n in schemata.items() if not model.get(s).edge and s not in ("Article", "Note"))
    equal("ftm entities", things, len(r["entity"]))
    text = " ".join(v for p in proxies.values() for v in p.get("description", quiet=True))
    there = lost = 0
    for c in r["claim"]:
        if any(a.get("entity") for a in c["args"]) or any(s.get("entity") for hop in c["sources"] for s in hop):
            there += " ".join(c["quote"].split()) in text
            check(" ".join(c["quote"].split()) in text, f"ftm: the quote of {c['id']}")
        else:
            lost += 1
    print(f"case.ftm        followthemoney: {len(proxies)} entities, {values} values, none changed or dropped; quotes of {there} claims, {lost} claims name nobody; {dict(sorted(schemata.items()))}")


# JSON-LD


def jsonld(folder, r):
    g = rdflib.Graph()
    g.parse(folder / "case.jsonld", format="json-ld")
    cg, rdf, schema = rdflib.Namespace("https://casegraph.dev/ns#"), rdflib.RDF, rdflib.Namespace("https://schema.org/")

    def count(kind):
        return len(set(g.subjects(rdf.type, kind)))

    figures = sum(len(t["figures"]) for t in r["topic"])
    want = {
        "Edge": len(r["edge"]), "Claim": len(r["claim"]), "Document": len(r["document"]), "Join": len(r["join"]), "Topic": len(r["topic"]), "Figure": figures,
        "Comparison": sum(len(t["grades"]) for t in r["topic"]), "Argument": sum(len(c["args"]) for c in r["claim"]), "Speaker": sum(len(h) for c in r["claim"] for h in c["sources"]),
    }
    for kind, n in want.items():
        equal("jsonld " + kind, count(cg[kind]), n)
    entities = {s for t in ("Person", "Agency", "Organization", "Unit", "Place", "Event") for s in g.subjects(rdf.type, cg[t])}
    equal("jsonld entities", len(entities), len(r["entity"]))
    equal("jsonld statements", count(rdf.Statement), len(r["edge"]))
    quotes = collections.Counter(str(q) for c in g.subjects(rdf.type, cg.Claim) for q in g.objects(c, schema.text))
    equal("jsonld quotes", quotes, collections.Counter(c["quote"] for c in r["claim"]))
    for c in g.subjects(rdf.type, cg.Claim):
        check(g.value(c, schema.appearance) is not None and g.value(c, cg.start) is not None and g.value(c, cg.end) is not None, f"jsonld: {c} has document and bytes")
    for e in g.subjects(rdf.type, cg.Edge):
        check(g.value(e, rdf.subject) in entities and g.value(e, rdf.object) in entities, f"jsonld: the ends of {e}")
    check(not any(isinstance(s, rdflib.BNode) for s in g.subjects()), "jsonld: every node has a name")
    print(f"case.jsonld     rdflib: {len(g)} triples, {len(entities)} entities, " + ", ".join(f"{n} {k}" for k, n in want.items()))


# Tables


def tables(folder, r):
    want = {
        "documents": len(r["document"]), "entities": len(r["entity"]), "edges": len(r["edge"]), "claims": len(r["claim"]),
        "arguments": sum(len(c["args"]) + sum(map(len, c["sources"])) for c in r["claim"]), "figures": sum(len(t["figures"]) for t in r["topic"]),
    }
    cells = 0
    rows = {}
    for name, n in want.items():
        with (folder / "tables" / (name + ".csv")).open(encoding="utf-8", newline="") as f:
            check(f.read(1) == "\ufeff", f"{name}.csv: no byte order mark")
            rows[name] = list(csv.DictReader(f, strict=True))
        equal(f"{name}.csv rows", len(rows[name]), n)
        for row in rows[name]:
            for column, cell in row.items():
                cells += 1
                check(cell == "" or cell[0] not in "=+-@\t\r" or re.fullmatch(r"[+-]?\d+(\.\d+)?", cell), f"{name}.csv {column}: {cell}")
    equal("claims.csv quotes", [(c["id"], c["quote"]) for c in rows["claims"]], [(c["id"], c["quote"]) for c in r["claim"]])
    print("tables          csv: " + ", ".join(f"{n} {k}" for k, n in want.items()) + f"; {cells} cells, no formula")


def main():
    folder = Path(sys.argv[1])
    r = records(folder / "case.jsonl")
    print("case.jsonl      " + ", ".join(f"{len(v)} {k}" for k, v in r.items()))
    for f in (graphs, ftm, jsonld, tables):
        f(folder, r)
    if failures:
        sys.exit(f"roundtrip: {len(failures)} FAILED")
    print("roundtrip: all the same")


main()
