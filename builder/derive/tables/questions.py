"""Questions that the tables answer, in SQL: words in the texts, and what was known on a day."""

SEARCH = """\
select r.id, r.kind, r.title_{0} as title,
  snippet(search_{0}, -1, '[', ']', '…', 12) as found
from search_{0} join records r on r.rowid = search_{0}.rowid
where search_{0} match :words order by rank limit 50"""
KNOWN_ON = """\
select c.claim, c.text_en, c.min, c.max, c.about, c.unit, k.said_by,
  case when k.overturned_from <= :day then c.status
       when c.status = 'contested' and k.contested_from <= :day then 'contested'
       else 'standing' end as status_then
from known k join claims c on c.claim = k.claim
where k.said_by <= :day order by k.said_by, c.claim"""
FIGURES_ON = """\
select f.figure, r.title_en as title, f.low, f.high, f.approximate, f.unit, f.from_day
from known_figures f join records r on r.id = f.figure
where f.from_day = (select max(g.from_day) from known_figures g
                    where g.figure = f.figure and g.from_day <= :day)
order by f.figure"""
