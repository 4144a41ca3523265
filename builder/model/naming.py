"""People, organisations and places: whom and where, with their names in every script."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from builder.model.base import Base, Flag, Many, Number, OrganisationRef, PlaceRef, Record, Ref
from builder.model.text import Line, Plain, in_every_language
from builder.model.vocabulary import Term
from builder.model.when import When
from builder.problems import Flaw


class Office(Base):
    """A position somebody held."""

    text: Line
    """The position."""
    when: When | None = None
    """From when to when."""
    organisation: OrganisationRef | None = None
    """Where."""


class Person(Record):
    """Somebody named in the records, never beyond their publication level."""

    kind: ClassVar[str] = "person"
    folder: ClassVar[str] = "people"

    publish: Annotated[str, Term("publish")]
    """How much of the name may be shown, anywhere."""
    publish_reason: Annotated[str, Term("publish-reason")]
    """Why."""
    name: Line | None = None
    """Full name; only with `publish: full`."""
    initials: Plain | None = None
    """Typed as initials; only with `publish: initials`."""
    role: Line | None = None
    """Who this is without a name; required below `full`."""
    variants: Many[Plain] = ()
    """Other spellings in any script, for search; only with `publish: full`."""
    roles: Many[Office] = ()
    """Positions held."""
    related: Many[Ref] = ()
    """Records about this person that do not name them otherwise."""

    @model_validator(mode="after")
    def _within_level(self) -> "Person":
        if self.publish == "full" and self.name is None:
            raise Flaw("person-name-missing", id=self.id)
        if self.publish != "full" and (self.name is not None or self.variants):
            raise Flaw("person-name-below-full", id=self.id, publish=self.publish)
        if self.publish != "initials" and self.initials is not None:
            raise Flaw("person-initials", id=self.id, publish=self.publish)
        if self.publish != "full" and self.role is None:
            raise Flaw("person-role-missing", id=self.id, publish=self.publish)
        return self

    @property
    def heading(self) -> Line:
        if self.name is not None:
            return self.name
        if self.initials is not None:
            return in_every_language(self.initials)
        assert self.role is not None
        return self.role


class Organisation(Record):
    """A body that acts or speaks in the records."""

    kind: ClassVar[str] = "organisation"
    folder: ClassVar[str] = "organisations"

    name: Line
    """What it is called."""
    type: Annotated[str, Term("organisation-type")]
    """What kind of body."""
    official: Flag = False
    """True for bodies of the state of Kazakhstan: their claims alone grade \"official only\"."""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    """Two-letter country code."""
    variants: Many[Plain] = ()
    """Other names and spellings in any script, for search."""
    part_of: OrganisationRef | None = None
    """The body to which it belongs."""

    @property
    def heading(self) -> Line:
        return self.name


class Coordinates(Base):
    """WGS 84, decimal degrees."""

    lat: Number
    """Latitude, north positive."""
    lon: Number
    """Longitude, east positive."""


class FormerName(Base):
    """What a place, or the region around it, was called for a time."""

    name: Line
    """The name."""
    when: When
    """From when to when."""


class Place(Record):
    """Where something happened, no more precisely than is known."""

    kind: ClassVar[str] = "place"
    folder: ClassVar[str] = "places"

    name: Line
    """Today's name."""
    variants: Many[Plain] = ()
    """Other names and spellings in any script, for search."""
    names_as_of: Many[FormerName] = ()
    """Names it had at other times."""
    regions_as_of: Many[FormerName] = ()
    """Regions it lay in at other times than January 2022, as where borders were redrawn since."""
    precision: Annotated[str, Term("precision")]
    """How precise the place is."""
    coordinates: Coordinates | None = None
    """A point that stands for it; absent when no source gives one."""
    radius_km: Number | None = None
    """Radius of the disc drawn, for settlements."""
    zone: Many[Plain]
    """IANA time zone, or several where the place spans them."""
    within: PlaceRef | None = Field(default=None, alias="in")
    """The place that contains it, as of January 2022."""
    outline: Plain | None = None
    """English name of its outline on the base map, for regions that have one."""
    geonames: Annotated[str, Field(pattern="^[0-9]{1,10}$")] | None = None
    """GeoNames id."""
    source: Plain | None = None
    """Where the coordinates come from."""

    @model_validator(mode="before")
    @classmethod
    def _one_zone(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("zone"), str):
            return {**data, "zone": [data["zone"]]}
        return data

    @property
    def heading(self) -> Line:
        return self.name
