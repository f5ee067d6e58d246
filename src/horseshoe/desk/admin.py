"""Django's admin, for administrators of the house: accounts, workspaces, and the history of both. Nothing private.

What it changes goes the same ways as elsewhere: the same rights are asked, and the same history is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Role, Thing, decide
from horseshoe.desk.models import HouseHistory, Membership, Workspace
from horseshoe.desk.workspace import workspaces
from horseshoe.store.errors import StoreError

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    _Users = UserAdmin[User]
else:
    _Admin, _Users = admin.ModelAdmin, UserAdmin

WHY = "changed in the admin"

NAMES = {
    "User": gettext_lazy("Accounts"),
    "Workspace": gettext_lazy("Workspaces"),
    "Membership": gettext_lazy("Memberships"),
    "HouseHistory": gettext_lazy("Who changed what"),
}
"""What is looked after here, to its name; in this order."""


class House(admin.AdminSite):
    """The admin, under /admin/."""

    site_header = "Horseshoe"
    site_title = "Horseshoe"
    index_title = gettext_lazy("Accounts and workspaces")
    index_template = "desk/registrar/house.html"  # Django's, without its own list of changes: the history has them

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the rights let this person look after accounts."""
        return decide(people.found(request.user), Action.MANAGE, Thing(Kind.ACCOUNTS)).allowed

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What there is, in one list under the names that people use."""
        found = [each for app in super().get_app_list(request, app_label) for each in app["models"]]
        if not found:
            return []
        for each in found:
            each["name"] = NAMES[each["object_name"]]
        found.sort(key=lambda each: list(NAMES).index(each["object_name"]))
        index = reverse(f"{self.name}:index")
        app = {"name": self.index_title, "app_label": "house", "app_url": index, "has_module_perms": True}
        return [{**app, "models": found}]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one way in is that of everybody; whoever is in already and may not be here is told so."""
        if request.user.is_authenticated:
            raise PermissionDenied(decide(people.found(request.user), Action.MANAGE, Thing(Kind.ACCOUNTS)).because)
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, "/admin/"))


house = House(name="house")


class Managed(_Admin):
    """Something that administrators of the house look after; nothing is deleted."""

    kind = Kind.ACCOUNTS

    def _may(self, request: HttpRequest) -> bool:
        return decide(people.found(request.user), Action.MANAGE, Thing(self.kind)).allowed

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether it is listed."""
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether it is shown."""
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether there can be more."""
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether it can be changed."""
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted: an account is closed, a membership ends."""
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """What became of it: the history of the house has it, and Django's own is not written."""
        found = self.get_object(request, object_id)
        if found is None or not self._may(request):
            raise PermissionDenied(decide(people.found(request.user), Action.MANAGE, Thing(self.kind)).because)
        asked = urlencode({"q": self.thing(found)})
        return redirect(f"{reverse(f'{house.name}:desk_househistory_changelist')}?{asked}")

    def thing(self, found: Any) -> str:
        """What the history of the house calls it."""
        return str(found)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The history of the house says it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The history of the house says it."""


@admin.register(User, site=house)
class Accounts(Managed, _Users):
    """Accounts; the groups give the role in the house."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("Role in the house"), {"fields": ("is_active", "groups")}),
        (gettext_lazy("When"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "email", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    actions = ("end_second_factor",)
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field: Any, request: Any, **told: Any) -> Any:
        """Three groups are three boxes to tick."""
        if db_field.name == "groups":
            told["widget"] = CheckboxSelectMultiple()
            told["help_text"] = gettext_lazy(
                "Analysts write to the public record, registrars keep the register too, administrators look after "
                "accounts and workspaces too. Whoever is in none reads."
            )
        return super().formfield_for_manytomany(db_field, request, **told)

    def thing(self, found: Any) -> str:
        """The name of the account."""
        return str(found.username)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """Give an account another password; it is in the history, the password is not."""
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST" and response.status_code == 302:
                name = User.objects.filter(pk=id).values_list("username", flat=True).first() or id
                workspaces.note(people.found(request.user), "password", Kind.ACCOUNTS, name, WHY, None, None)
        return response

    @admin.action(description=gettext_lazy("End the second factor of these accounts"), permissions=["change"])
    def end_second_factor(self, request: HttpRequest, queryset: Any) -> None:
        """Let people who lost both their device and their codes sign in again; it is in the history."""
        for each in queryset:
            with transaction.atomic():
                if Authenticator.objects.filter(user=each).delete()[0]:
                    who = people.found(request.user)
                    workspaces.note(who, "end second factor", Kind.ACCOUNTS, each.username, WHY, None, None)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        """Save it, and write into the history what the account is now."""
        before = _account(form.instance.pk) if change else None
        super().save_related(request, form, formsets, change)
        person = people.found(request.user)
        name = form.instance.username
        workspaces.note(
            person, "change" if change else "open", Kind.ACCOUNTS, name, WHY, before, _account(form.instance.pk)
        )


def _account(number: int) -> dict[str, Any]:
    account = User.objects.get(pk=number)
    return {
        "username": account.username,
        "email": account.email,
        "active": account.is_active,
        "groups": sorted(account.groups.values_list("name", flat=True)),
    }


@admin.register(Workspace, site=house)
class Workspaces(Managed):
    """Workspaces."""

    kind = Kind.WORKSPACES
    fields = ("name", "title")
    list_display = ("name", "title", "opened", "closed")

    def thing(self, found: Any) -> str:
        """Its name."""
        return str(found.name)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A workspace keeps its name."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Open it."""
        obj.pk = workspaces.begin(request.user, obj.name, obj.title, why="opened in the admin").pk


@admin.register(Membership, site=house)
class Members(Managed):
    """Who is in which workspace; adding somebody again gives another role."""

    kind = Kind.WORKSPACES
    fields = ("workspace", "person", "role")
    list_display = ("person", "workspace", "role", "since", "ended")
    list_filter = ("workspace", "role")
    actions = ("end",)

    def thing(self, found: Any) -> str:
        """Who is in which workspace."""
        return f"{found.workspace.name}/{found.person.username}"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A membership begins and ends."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Make somebody a member."""
        workspaces.admit(request.user, obj.workspace.name, obj.person.username, Role(obj.role), why=WHY)
        held = Membership.objects.get(workspace=obj.workspace, person=obj.person, ended__isnull=True)
        obj.pk = held.pk

    @admin.action(description=gettext_lazy("End these memberships"), permissions=["view"])
    def end(self, request: HttpRequest, queryset: Any) -> None:
        """End them."""
        for each in queryset.filter(ended__isnull=True).select_related("workspace", "person"):
            try:
                workspaces.dismiss(request.user, each.workspace.name, each.person.username, why=WHY)
            except StoreError as error:
                self.message_user(request, str(error), messages.ERROR)


@admin.register(HouseHistory, site=house)
class Changes(Managed):
    """Who changed what in the house."""

    kind = Kind.HOUSE
    list_display = ("at", "who", "what", "kind", "thing", "why")
    list_filter = ("kind", "what")
    search_fields = ("thing", "who")
    ordering = ("-pk",)
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It writes itself."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """It stays."""
        return False
