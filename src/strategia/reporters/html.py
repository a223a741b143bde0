"""HTML: the report as a page of its own, for those who read in a browser."""

from html import escape

from strategia.reporters.report import Report, Told

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}code,pre{font-family:ui-monospace,monospace}pre{background:#f4f4f4;padding:.5rem;overflow-x:auto}"
    "article{border-left:.3rem solid #767676;padding-left:1rem;margin:1.5rem 0}article.error{border-color:#a30000}"
    "article.warning{border-color:#8a5a00}h2{font-size:1.1rem;margin:0}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}pre{background:#262626}}"
)


def report(told: Report) -> str:
    """The page: one article for each diagnostic, the most severe first. No script, nothing from elsewhere."""
    every = sorted(told.told(), key=lambda one: -one.diagnostic.severity)
    title = escape(told.words.term("markdown.title"))
    body = "\n".join(_article(told, one) for one in every)
    return (
        f'<!DOCTYPE html>\n<html lang="{told.words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"<p>{escape(told.summary)}</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _article(report_: Report, told: Told) -> str:
    severity = report_.words.term(f"severity.{told.diagnostic.severity.label}")
    lines = [f'<article class="{told.diagnostic.severity.label}">']
    lines.append(f"<h2>{escape(severity)} {told.diagnostic.code}: {escape(told.wording.title)}</h2>")
    lines.append(f"<p>{escape(told.wording.message)}</p>")
    if told.path:
        source = report_.sources.get(told.path)
        excerpt = source.line(told.line) if source is not None and not told.diagnostic.confidential else ""
        lines.append(f"<pre>{escape(told.path)}:{told.line}\n{escape(excerpt)}</pre>")
    remedy = report_.words.term("report.remedy")
    lines.append(f"<p><strong>{escape(remedy)}:</strong> {escape(told.wording.remedy)}</p>")
    return "\n".join([*lines, "</article>"])
