"""The settings of the OpenID provider by which readers may sign in: all of them, or none."""

from dataclasses import dataclass, fields

from opinion.config.defining import setting as _setting
from opinion.config.defining import variable
from opinion.config.kinds import credential, issuer, line

NAME_LENGTH = 80  # what the database takes beside a session


@dataclass(frozen=True)
class OpenIDSettings:
    """The provider that vouches for readers, if the site has one."""

    oidc_issuer: str = _setting(
        "The OpenID provider by which readers may sign in: the address that it calls its issuer, "
        "such as `https://id.example`. It needs the three settings below, and the package Authlib "
        "(see openid.md). Empty: none.",
        "",
        issuer,
    )
    oidc_client_id: str = _setting("By what name the provider knows this site.", "", credential)
    oidc_client_secret: str = _setting(
        "The secret that the provider gave this site.", "", credential, is_secret=True
    )
    oidc_name: str = _setting(
        "What readers call the provider; the link to it says “Continue with NAME”.",
        "",
        line(NAME_LENGTH),
    )

    @property
    def has_provider(self) -> bool:
        """Whether an OpenID provider vouches for readers."""
        return bool(self.oidc_issuer)

    @property
    def missing_of_provider(self) -> list[str]:
        """The variables that are empty, where others of the provider's are not."""
        ours = fields(OpenIDSettings)
        empty = [variable(each) for each in ours if not getattr(self, each.name)]
        return empty if len(empty) < len(ours) else []
