"""What staff read once a form is saved, below the word that it is."""

from django.contrib import admin


class TellsAfterwards(admin.ModelAdmin):
    def tell_about(self, request, row):
        """Leave messages about the row that was just saved."""

    def response_add(self, request, obj, *args, **kwargs):
        response = super().response_add(request, obj, *args, **kwargs)
        self.tell_about(request, obj)
        return response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        self.tell_about(request, obj)
        return response
