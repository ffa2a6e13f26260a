"""People, departments, roles, and how to reach people."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Row, long, long_or_none


class PersonRow(Row, table=True):
    __tablename__ = "person"
    id: str = Field(primary_key=True)
    name_zh: str
    name_en: str
    title_zh: str = ""
    title_en: str = ""
    department: str
    manager: str | None = None
    email: str = ""
    mobile: str = ""
    nicknames: str = Field(default="[]", sa_column=long())  # JSON list
    active: bool = True
    position: int = 0  # the order of the file that they were imported from


class DepartmentRow(Row, table=True):
    __tablename__ = "department"
    id: str = Field(primary_key=True)
    name_zh: str
    name_en: str
    head: str | None = None
    position: int = 0


class RoleRow(Row, table=True):
    __tablename__ = "role"
    role: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    position: int = 0


class RotaRow(Row, table=True):
    """`zone` is where the clock hangs by which its turns come again."""

    __tablename__ = "rota"
    id: str = Field(primary_key=True)
    name_zh: str
    name_en: str
    zone: str
    position: int = 0


class RotaTurnRow(Row, table=True):
    """Whose turn it is on a rota."""

    __tablename__ = "rota_turn"
    rota: str = Field(primary_key=True)
    starts_at: datetime = Field(primary_key=True)
    person: str = Field(primary_key=True)
    ends_at: datetime
    every_days: int = 0


class AccountRow(Row, table=True):
    """A person's account on a platform; `address` (JSON) is where to reach them directly, once known."""

    __tablename__ = "account"
    __table_args__ = (Index("ix_account_person", "person"),)
    platform: str = Field(primary_key=True)
    platform_user: str = Field(primary_key=True)
    person: str
    address: str | None = Field(default=None, sa_column=long_or_none())
    linked_by: str = ""  # email | mobile | demo | confirmed
    linked_at: datetime


class PreferenceRow(Row, table=True):
    __tablename__ = "preference"
    person: str = Field(primary_key=True)
    language: str | None = None  # zh | en, as chosen
    quiet_hours: str | None = None  # 21:00-08:00 | off
    digest: str | None = None  # 09:00 | off
    last_platform: str | None = None
    last_address: str | None = Field(default=None, sa_column=long_or_none())  # JSON
    spoken: str | None = None  # zh | en, of the last sentence that tells


class AttendanceRow(Row, table=True):
    """Somebody checked in or out."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_person", "person", "at"),)
    key: str = Field(primary_key=True)
    person: str
    kind: str  # check_in | check_out
    place: str = ""
    at: datetime
